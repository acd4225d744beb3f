import { describe, expect, test } from 'vitest'
import { canonicalRequest, sha256Hex, sign, signingKey, stringToSign } from './sigv4.ts'

const scope = { date: '20130524', region: 'us-east-1', service: 's3' }
const key = signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope)
const host: [string, string] = ['host', 'examplebucket.s3.amazonaws.com']
const date: [string, string] = ['x-amz-date', '20130524T000000Z']
const nothing = sha256Hex('')

function signature(request: Partial<Parameters<typeof canonicalRequest>[0]>): string {
  const whole = { method: 'GET', path: '/', query: [], headers: [], payloadHash: nothing, ...request }
  return sign(key, stringToSign('20130524T000000Z', scope, canonicalRequest(whole)))
}

// https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html
describe('the examples of the AWS documentation', () => {
  test('GET of a range', () => {
    const headers: [string, string][] = [host, ['range', 'bytes=0-9'], ['x-amz-content-sha256', nothing], date]
    expect(signature({ path: '/test.txt', headers })).toBe(
      'f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41',
    )
  })

  test('PUT of a key with a dollar sign', () => {
    const payloadHash = sha256Hex('Welcome to Amazon S3.')
    const headers: [string, string][] = [
      ['date', 'Fri, 24 May 2013 00:00:00 GMT'],
      host,
      ['x-amz-content-sha256', payloadHash],
      date,
      ['x-amz-storage-class', 'REDUCED_REDUNDANCY'],
    ]
    expect(signature({ method: 'PUT', path: '/test$file.text', headers, payloadHash })).toBe(
      '98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
    )
  })

  test('GET of a subresource', () => {
    const headers: [string, string][] = [host, ['x-amz-content-sha256', nothing], date]
    expect(signature({ query: [['lifecycle', '']], headers })).toBe(
      'fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543',
    )
  })

  test('a listing', () => {
    const headers: [string, string][] = [host, ['x-amz-content-sha256', nothing], date]
    expect(
      signature({
        query: [
          ['max-keys', '2'],
          ['prefix', 'J'],
        ],
        headers,
      }),
    ).toBe('34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7')
  })

  test('a presigned GET', () => {
    const query: [string, string][] = [
      ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
      ['X-Amz-Credential', 'AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request'],
      ['X-Amz-Date', '20130524T000000Z'],
      ['X-Amz-Expires', '86400'],
      ['X-Amz-SignedHeaders', 'host'],
    ]
    expect(signature({ path: '/test.txt', query, headers: [host], payloadHash: 'UNSIGNED-PAYLOAD' })).toBe(
      'aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404',
    )
  })
})
