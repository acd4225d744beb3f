import { createRequire } from 'node:module'
import { fromRoot } from './paths.mjs'

// Resolved at run time from the project: nothing is installed yet when this file is read.
const require = createRequire(fromRoot('package.json'))

/** What a profile holds when it can lead to credentials; one with a region alone cannot. */
const LEADS_TO_CREDENTIALS = [
  'aws_access_key_id',
  'credential_process',
  'credential_source',
  'login_session',
  'role_arn',
  'source_profile',
  'sso_account_id',
  'sso_session',
  'sso_start_url',
  'web_identity_token_file',
]

/** What the SDK's default chain says when every link had nothing, as against a link that was there and failed. */
const NOTHING = 'Could not load credentials from any providers'

async function profileExists() {
  const { loadSharedConfigFiles } = require('@smithy/shared-ini-file-loader')
  const { configFile, credentialsFile } = await loadSharedConfigFiles()
  return [...Object.values(configFile), ...Object.values(credentialsFile)].some((profile) =>
    LEADS_TO_CREDENTIALS.some((key) => profile[key]),
  )
}

/**
 * Whether there is anything to start real storage with. A profile that somebody named or wrote, an expired sign-on and
 * a role that refuses count: the app then says what is wrong, which a sandbox would hide. An instance role is asked
 * for once, for a second, since elsewhere nobody answers.
 */
export async function credentialsExist() {
  // Half a key pair is somebody's own storage too.
  if (process.env.AWS_PROFILE || process.env.AWS_ACCESS_KEY_ID || (await profileExists())) return true
  const { fromNodeProviderChain } = require('@aws-sdk/credential-providers')
  try {
    await fromNodeProviderChain({ timeout: 1000, maxRetries: 0 })()
    return true
  } catch (error) {
    return !(error instanceof Error && error.message.startsWith(NOTHING))
  }
}

/**
 * The environment of a server whose storage is the sandbox: its keys and nothing of the person's own.
 * @param {{ endpoint: string, accessKeyId: string, secretAccessKey: string, region: string }} sandbox
 */
export function sandboxEnvironment({ endpoint, accessKeyId, secretAccessKey, region }) {
  const { AWS_PROFILE, AWS_SESSION_TOKEN, AWS_ENDPOINT_URL, ...env } = process.env
  return {
    ...env,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ENDPOINT_URL_STS: endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
    STOWAGE_SANDBOX: '1',
  }
}
