import { CHECKBOX_LOOK, CheckMark } from '@/components/ui/check-mark.tsx'

type Props = { form: string; name: string; value: string; label: string }

/** A box of a plain form: it holds its own state, so it works without scripts. 24 px to hit (WCAG 2.5.8). */
export function PlainCheckbox({ form, name, value, label }: Props) {
  return (
    <label className="relative inline-grid min-h-6 min-w-6 cursor-pointer place-items-center">
      <input type="checkbox" form={form} name={name} value={value} aria-label={label} className={CHECKBOX_LOOK} />
      <CheckMark />
    </label>
  )
}
