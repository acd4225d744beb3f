/**
 * Characters that cannot be seen, or that rearrange what is seen: controls, format and bidi characters, line and
 * paragraph separators, odd spaces, private-use and unassigned code points. Scripts write them as escapes, so that what
 * a person reads is what the shell or Python gets.
 */
const HIDDEN = /[\p{C}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]|(?! )\p{Zs}/u

export const isHidden = (character: string): boolean => HIDDEN.test(character)
export const hasHidden = (text: string): boolean => HIDDEN.test(text)
