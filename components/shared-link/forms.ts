/** The forms that buttons and boxes anywhere on the page belong to: forms cannot lie in one another. */
export const FORMS = { file: 'one-file', chosen: 'chosen', all: 'all' } as const
