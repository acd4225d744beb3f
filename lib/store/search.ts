import 'server-only'
import { type RawBuilder, type ReferenceExpression, sql } from 'kysely'
import type { Tables } from './tables.ts'

/** `column` holds `text` anywhere, whatever the case of ASCII letters: LIKE differs between the two databases. */
export const holds = <Table extends keyof Tables>(
  column: ReferenceExpression<Tables, Table> & string,
  text: string,
): RawBuilder<boolean> =>
  sql<boolean>`lower(${sql.ref(column)}) like ${`%${text.toLowerCase().replaceAll(/[\\%_]/g, '\\$&')}%`} escape '\\'`
