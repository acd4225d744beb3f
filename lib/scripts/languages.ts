import { awsCli } from './aws-cli.ts'
import { boto3 } from './boto3.ts'
import { curl } from './curl.ts'
import { pythonRequests } from './requests.ts'
import type { ScriptWriter } from './view.ts'

export type ScriptLanguage = {
  id: string
  title: string
  /** Whom it asks: our REST API with a token, or the storage itself with its credentials. */
  asks: 'stowage' | 'storage'
  write: ScriptWriter
}

export const SCRIPT_LANGUAGES: ScriptLanguage[] = [
  { id: 'curl', title: 'curl', asks: 'stowage', write: curl },
  { id: 'python', title: 'Python requests', asks: 'stowage', write: pythonRequests },
  { id: 'boto3', title: 'boto3', asks: 'storage', write: boto3 },
  { id: 'aws', title: 'AWS CLI', asks: 'storage', write: awsCli },
]
