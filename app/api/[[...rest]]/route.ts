import { resource } from '@/lib/http/route.ts'

// Whatever is not there answers as the API does, not with a page.
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({})
