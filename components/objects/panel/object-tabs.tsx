import { Notice } from '@/components/ui/notice.tsx'
import { Tabs } from '@/components/ui/tabs.tsx'
import type { ObjectDetails } from '@/lib/objects/details-schema.ts'
import { DetailsTab } from './details-tab.tsx'
import { PairsTab } from './pairs-tab.tsx'

export function ObjectTabs({ details }: { details: ObjectDetails }) {
  const { tags, metadata } = details
  const tagItems = tags.items.map(({ key, value }) => ({ name: key, value }))
  return (
    <Tabs
      label="About this object"
      tabs={[
        { value: 'details', label: 'Details', content: <DetailsTab details={details} /> },
        {
          value: 'tags',
          label: 'Tags',
          count: tags.problem === null ? tags.items.length : undefined,
          content:
            tags.problem === null ? (
              <PairsTab items={tagItems} empty="This object has no tags." />
            ) : (
              <Notice tone="warn">{tags.problem.detail}</Notice>
            ),
        },
        {
          value: 'metadata',
          label: 'Metadata',
          count: metadata.length,
          content: <PairsTab items={metadata} empty="This object has no metadata of its own (x-amz-meta-…)." />,
        },
      ]}
    />
  )
}
