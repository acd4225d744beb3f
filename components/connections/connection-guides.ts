/** How to connect one kind of storage: what to write where, and where to get it. */
export type ConnectionGuide = {
  id: string
  name: string
  /** Where keys come from. */
  keys: string
  config: string
  credentials: string | null
  notes: readonly string[]
}

const KEYS = (profile: string) => `[${profile}]
aws_access_key_id = YOUR_ACCESS_KEY
aws_secret_access_key = YOUR_SECRET_KEY`

export const CONNECTION_GUIDES: readonly ConnectionGuide[] = [
  {
    id: 'aws',
    name: 'Amazon S3',
    keys: 'On EC2, ECS or EKS the role of the machine is found by itself. Elsewhere use single sign-on, a role, or keys.',
    config: `[profile archive]
sso_session = company
sso_account_id = 111122223333
sso_role_name = StorageReader
region = eu-west-1

[sso-session company]
sso_start_url = https://company.awsapps.com/start
sso_region = eu-west-1`,
    credentials: null,
    notes: [
      'Sign in once with: aws sso login --profile archive',
      'A role: write role_arn and source_profile instead of the sso lines.',
    ],
  },
  {
    id: 'ceph',
    name: 'Ceph',
    keys: 'radosgw-admin user create --uid=stowage --display-name=Stowage',
    config: `[profile ceph-lab]
endpoint_url = https://rgw.example.org:7480
region = default`,
    credentials: KEYS('ceph-lab'),
    notes: ['The region is the zonegroup’s api_name; most installations accept any.'],
  },
  {
    id: 'swift',
    name: 'OpenStack Swift',
    keys: 'openstack ec2 credentials create',
    config: `[profile swift]
endpoint_url = https://swift.example.org
region = us-east-1`,
    credentials: KEYS('swift'),
    notes: ['Swift needs its s3api middleware. The region is the “location” of that middleware.'],
  },
  {
    id: 'minio',
    name: 'MinIO',
    keys: 'mc admin user svcacct add myminio USER',
    config: `[profile minio]
endpoint_url = https://minio.example.org:9000
region = us-east-1`,
    credentials: KEYS('minio'),
    notes: ['Use the port of the S3 API (9000), not the console’s (9001).'],
  },
  {
    id: 'garage',
    name: 'Garage',
    keys: 'garage key create stowage && garage bucket allow --read BUCKET --key stowage',
    config: `[profile garage]
endpoint_url = https://garage.example.org:3900
region = garage`,
    credentials: KEYS('garage'),
    notes: ['The region is the “s3_region” of garage.toml.'],
  },
  {
    id: 'r2',
    name: 'Cloudflare R2',
    keys: 'In the dashboard: R2, Manage API tokens, Create.',
    config: `[profile r2]
endpoint_url = https://ACCOUNT_ID.r2.cloudflarestorage.com
region = auto`,
    credentials: KEYS('r2'),
    notes: ['A token for some buckets may not list them all: open those by name and pin them.'],
  },
]
