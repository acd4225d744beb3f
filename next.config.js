/** @type {import('next').NextConfig} */
export default {
  agentRules: false,
  poweredByHeader: false,
  reactStrictMode: true,
  // Objects' bytes must not be re-encoded or buffered by a framework: routes compress what they choose to.
  compress: false,
  // The optimiser fetches and decodes foreign images in this process: attack surface we do not need.
  images: { unoptimized: true },
  serverExternalPackages: [
    '@aws-sdk/client-s3',
    '@aws-sdk/credential-providers',
    '@aws-sdk/s3-request-presigner',
    'libsql',
    'pg',
  ],
  // `npm run verify` checks the types of everything, tests included; a build need not do it again.
  typescript: { ignoreBuildErrors: true },
}
