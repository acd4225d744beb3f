import { resource } from '@/lib/http/route.ts'
import { getDocument } from './document.ts'

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource({ GET: getDocument })
