/** The most keys one request may ask links for; the answer is some 600 bytes each. */
export const PRESIGN_KEYS_MAX = 10_000
