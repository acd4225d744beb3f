import { describe, expect, it } from 'vitest'
import { originsOf } from './origins.ts'

describe('where downloads come from', () => {
  it('is the public endpoint, else the endpoint, without its path', () => {
    expect(originsOf({ endpoint: 'http://rgw.lab:7480/base', publicEndpoint: null })).toEqual(['http://rgw.lab:7480'])
    expect(originsOf({ endpoint: 'http://rgw:7480', publicEndpoint: 'https://s3.example.org' })).toEqual([
      'https://s3.example.org',
    ])
  })

  it('is any bucket of Amazon S3, whose buckets have hosts of their own', () => {
    expect(originsOf({ endpoint: null, publicEndpoint: null })).toEqual(['https://*.amazonaws.com'])
    expect(originsOf({ endpoint: 'https://s3.eu-west-1.amazonaws.com', publicEndpoint: null })).toEqual([
      'https://s3.eu-west-1.amazonaws.com',
      'https://*.s3.eu-west-1.amazonaws.com',
    ])
  })

  it('is nowhere for what is no address', () => {
    expect(originsOf({ endpoint: 'not a url', publicEndpoint: null })).toEqual([])
  })
})
