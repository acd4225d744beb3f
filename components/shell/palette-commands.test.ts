import { expect, test } from 'vitest'
import { type Command, filterCommands } from './palette-commands.ts'

const command = (group: Command['group'], label: string): Command => ({ id: label, group, label, run: () => undefined })
const labels = (commands: readonly Command[]) => commands.map(({ label }) => label)

const all = [
  command('Buckets', 'media-survey'),
  command('Buckets', 'survey-archive'),
  command('Connections', 'ceph-lab'),
  command('Theme', 'Dark'),
]

test('without text everything is there, in order', () => {
  expect(labels(filterCommands(all, ''))).toEqual(labels(all))
})

test('every word must be there; a beginning comes before a middle', () => {
  expect(labels(filterCommands(all, 'Survey'))).toEqual(['survey-archive', 'media-survey'])
  expect(labels(filterCommands(all, 'survey media'))).toEqual(['media-survey'])
  expect(labels(filterCommands(all, 'nothing'))).toEqual([])
})

test('a group is found by its own name too', () => {
  expect(labels(filterCommands(all, 'theme'))).toEqual(['Dark'])
})

test('a thousand buckets leave room for the rest', () => {
  const many = Array.from({ length: 1000 }, (_, at) => command('Buckets', `bucket-${at}`))
  const shown = filterCommands([...many, command('Theme', 'Dark')], '')
  expect(shown.length).toBeLessThan(20)
  expect(labels(shown)).toContain('Dark')
})
