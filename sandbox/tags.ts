import { percentDecode } from './request.ts'
import { S3Error } from './s3-error.ts'
import type { Tag } from './versions.ts'
import { child, childrenNamed, childText, readXml } from './xml-reader.ts'
import { element, s3Document } from './xml-writer.ts'

const maxObjectTags = 10

/** `a=b&c=d`, as x-amz-tagging has it. */
export function parseTagHeader(text: string): Tag[] {
  const pairs = text.split('&').filter(Boolean)
  return checkTags(
    pairs.map((pair) => {
      const [key = '', value = ''] = pair.split('=').map((part) => percentDecode(part.replaceAll('+', ' ')))
      return { key, value }
    }),
    maxObjectTags,
  )
}

export function parseTagging(text: string, maxTags = maxObjectTags): Tag[] {
  const root = readXml(text)
  const set = child(root, 'TagSet')
  if (root.name !== 'Tagging' || !set) throw new S3Error('MalformedXML')
  const tags = childrenNamed(set, 'Tag').map((tag) => ({
    key: childText(tag, 'Key') ?? '',
    value: childText(tag, 'Value') ?? '',
  }))
  return checkTags(tags, maxTags)
}

// https://docs.aws.amazon.com/AmazonS3/latest/userguide/object-tagging.html
function checkTags(tags: Tag[], maxTags: number): Tag[] {
  if (tags.length > maxTags) throw new S3Error('InvalidTag', `Object tags cannot be greater than ${maxTags}`)
  if (new Set(tags.map((tag) => tag.key)).size < tags.length)
    throw new S3Error('InvalidTag', 'Cannot provide multiple Tags with the same key')
  for (const { key, value } of tags) {
    if (key.length === 0 || key.length > 128) throw new S3Error('InvalidTag', 'The TagKey you have provided is invalid')
    if (value.length > 256) throw new S3Error('InvalidTag', 'The TagValue you have provided is invalid')
  }
  return tags
}

export function taggingXml(tags: Tag[]): string {
  const items = tags.map(({ key, value }) => `<Tag>${element('Key', key)}${element('Value', value)}</Tag>`)
  return s3Document('Tagging', `<TagSet>${items.join('')}</TagSet>`)
}
