import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type ChunkSigning, chunkStringToSign, decodeAwsChunked } from './aws-chunked.ts'
import { sign, signingKey } from './sigv4.ts'

const scope = { date: '20130524', region: 'us-east-1', service: 's3' }
const signing: ChunkSigning = {
  key: signingKey('wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY', scope),
  timestamp: '20130524T000000Z',
  scope,
  signature: '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9',
}

function encode(chunks: Buffer[], chain?: ChunkSigning, trailer = ''): Buffer {
  let previous = chain?.signature ?? ''
  const parts = [...chunks, Buffer.alloc(0)].flatMap((chunk) => {
    if (chain) previous = sign(chain.key, chunkStringToSign(chain, previous, chunk))
    const head = `${chunk.length.toString(16)}${chain ? `;chunk-signature=${previous}` : ''}\r\n`
    return chunk.length > 0 ? [Buffer.from(head), chunk, Buffer.from('\r\n')] : [Buffer.from(head)]
  })
  return Buffer.concat([...parts, Buffer.from(`${trailer}\r\n`)])
}

function decode(
  bytes: Buffer,
  cuts: number[],
  chain?: ChunkSigning,
): { body: Buffer; trailers: Record<string, string> } {
  const decoder = decodeAwsChunked(chain)
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort((a, b) => a - b)
  const body = places.slice(1).flatMap((end, i) => decoder.write(bytes.subarray(places[i], end)))
  return { body: Buffer.concat(body), trailers: Object.fromEntries(decoder.end()) }
}

const chunk = fc.uint8Array({ minLength: 1, maxLength: 300 }).map((bytes) => Buffer.from(bytes))

describe('aws-chunked', () => {
  test.each([
    ['unsigned', undefined],
    ['signed', signing],
  ] as const)('%s bodies come back, split anywhere', (_name, chain) => {
    fc.assert(
      fc.property(fc.array(chunk, { maxLength: 5 }), fc.array(fc.nat(2000), { maxLength: 30 }), (chunks, cuts) => {
        const encoded = encode(chunks, chain, chain ? '' : 'x-amz-checksum-crc32:AAAAAA==\r\n')
        const { body, trailers } = decode(encoded, cuts, chain)
        expect(body).toEqual(Buffer.concat(chunks))
        if (!chain) expect(trailers).toEqual({ 'x-amz-checksum-crc32': 'AAAAAA==' })
      }),
    )
  })

  // https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html has these three signatures.
  test('the chain of the AWS example', () => {
    const first = sign(signing.key, chunkStringToSign(signing, signing.signature, Buffer.alloc(65_536, 'a')))
    const second = sign(signing.key, chunkStringToSign(signing, first, Buffer.alloc(1024, 'a')))
    const last = sign(signing.key, chunkStringToSign(signing, second, Buffer.alloc(0)))
    expect([first, second, last]).toEqual([
      'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
      '0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
      'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
    ])
  })

  test('a changed byte, a missing end and a bad size are refused', () => {
    const encoded = encode([Buffer.from('hello')], signing)
    encoded[encoded.indexOf('hello')] = 0x48
    expect(() => decode(encoded, [], signing)).toThrow(expect.objectContaining({ code: 'SignatureDoesNotMatch' }))
    expect(() => decode(encode([Buffer.from('hello')]).subarray(0, 6), [])).toThrow(
      expect.objectContaining({ code: 'IncompleteBody' }),
    )
    expect(() => decode(Buffer.from('zz\r\n'), [])).toThrow(expect.objectContaining({ code: 'InvalidRequest' }))
  })
})
