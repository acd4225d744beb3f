import { describe, expect, it } from 'vitest'
import { commonFolder } from './zip.ts'

describe('commonFolder', () => {
  it.each([
    [['a/b/c.txt'], 'a/b/'],
    [['a/b/c.txt', 'a/b/d/'], 'a/b/'],
    [['a/b/c.txt', 'a/bc/d.txt'], 'a/'],
    [['a.txt', 'b/'], ''],
    [[''], ''],
    [['//x', '//y/z'], '//'],
    [['/x', '//y'], '/'],
    [['/x', 'y'], ''],
  ])('of %j is %j', (paths, folder) => expect(commonFolder(paths)).toBe(folder))
})
