import 'server-only'
import { type Dialect, PostgresDialect } from 'kysely'
import pg from 'pg'

const INT8 = 20
const CONNECT_MS = 5_000
/** No statement of ours is slow; one that is waits for a lock that is not given back. */
const STATEMENT_MS = 15_000
const CONNECTIONS_MAX = 10

export function postgresDialect(url: string): Dialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: CONNECTIONS_MAX,
    application_name: 'stowage',
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: STATEMENT_MS,
    idle_in_transaction_session_timeout: STATEMENT_MS,
    // Milliseconds, sizes and counts are below 2^53; without this they arrive as strings.
    types: { getTypeParser: (id, format) => (id === INT8 ? Number : pg.types.getTypeParser(id, format)) },
  })
  // A connection that breaks while nobody uses it: the pool makes another. Unheard, it would end the process.
  pool.on('error', (error) => console.error('An idle connection to PostgreSQL broke:', error.message))
  return new PostgresDialect({ pool })
}
