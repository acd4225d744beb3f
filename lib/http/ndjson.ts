/** What lines of JSON are sent as. The encoding is named since Python's requests guesses one where it is not. */
export const NDJSON = 'application/x-ndjson; charset=utf-8'
