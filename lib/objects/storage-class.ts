/** `DEEP_ARCHIVE` as people read it; the API's own word stays what scripts use. */
export function storageClassName(storageClass: string): string {
  return Object.hasOwn(NAMES, storageClass) ? (NAMES[storageClass] ?? storageClass) : storageClass
}

const NAMES: { [storageClass: string]: string } = {
  STANDARD: 'Standard',
  STANDARD_IA: 'Standard-IA',
  ONEZONE_IA: 'One Zone-IA',
  INTELLIGENT_TIERING: 'Intelligent-Tiering',
  REDUCED_REDUNDANCY: 'Reduced redundancy',
  GLACIER: 'Glacier',
  GLACIER_IR: 'Glacier Instant Retrieval',
  DEEP_ARCHIVE: 'Deep Archive',
  EXPRESS_ONEZONE: 'Express One Zone',
}
