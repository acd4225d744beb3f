/** The hairline bar under a size: full at 1 TB. The same scale in every folder, so that bars compare across them. */
const FULL_BYTES = 1e12

/** 0 to 1 on a log scale. */
export const sizeShare = (sizeBytes: number): number =>
  sizeBytes <= 0 ? 0 : Math.min(1, Math.log10(sizeBytes + 1) / Math.log10(FULL_BYTES))
