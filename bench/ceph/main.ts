import { spawnSync } from 'node:child_process'
import { compare } from '../peers/compare.ts'
import { lakeKey, seedBucket } from './seed.ts'
import { signedHeaders } from './sign.ts'

/**
 * The same comparison on a real Ceph Object Gateway (Debian's, ci/ceph-rgw), which takes its share of the cores.
 *
 *   npm run bench -- ceph [keys=200000] [rounds=3] [folder of a cluster that runs] [bucket]
 *
 * Filling takes about a minute for 50,000 keys; 1000000 needs 8 GB of memory.
 */

const [keysText = '200000', rounds = '3', folder = '', bucketText = ''] = process.argv.slice(2)
const count = Number(keysText)
const directory = folder || `/var/tmp/stowage-bench-ceph-${process.pid}`
const cluster = (verb: string, ...more: string[]) =>
  spawnSync('bash', ['ci/ceph-rgw', verb, '--dir', directory, ...more], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  })

async function main(): Promise<void> {
  const started = folder ? cluster('env') : cluster('start', '--port', String(7600 + (process.pid % 300)))
  if (started.status !== 0) {
    console.log('Not measured: Ceph does not run on this machine (`bash ci/ceph-rgw install`, as root on Debian).')
    return
  }
  const env = Object.fromEntries(
    started.stdout.split('\n').flatMap((line) => (/^AWS_\w+=/.test(line) ? [line.split('=', 2)] : [])),
  )
  const { AWS_ENDPOINT_URL_S3: endpoint, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = env
  const keys = { accessKeyId, secretAccessKey, region: env.AWS_REGION }
  const bucket = bucketText || `lake-${count}`
  const last = `/${bucket}/${lakeKey(count - 1).replaceAll('=', '%3D')}`
  const there = await fetch(endpoint + last, {
    method: 'HEAD',
    headers: signedHeaders('HEAD', new URL(endpoint).host, last, keys),
  })
  const before = performance.now()
  if (!there.ok) {
    await seedBucket({ endpoint, bucket, count, keys }, (done) => process.stderr.write(`${done} objects put\n`))
    process.stderr.write(`filled in ${Math.round((performance.now() - before) / 1000)} s\n`)
  }
  await seedBucket({ endpoint, bucket: 'lake-1', count: 1, keys })
  const place = {
    endpoint,
    bucket,
    small: 'lake-1',
    env: { ...env, AWS_CONFIG_FILE: '/dev/null', AWS_SHARED_CREDENTIALS_FILE: '/dev/null', AWS_CA_BUNDLE: undefined },
  }
  const table = await compare(place, { keys: count, rounds: Number(rounds) })
  console.log(`Ceph RGW on the same machine, one index shard, ${count} keys, median of ${rounds}:\n\n${table}\n`)
}

try {
  await main()
} finally {
  if (!folder) cluster('wipe')
}
