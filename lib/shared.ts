import 'server-only'

/**
 * One value for the whole process. Next bundles pages and route handlers apart, each with its own copy of a module,
 * so what must be one (sessions, clients, listings) hangs on globalThis under a symbol.
 */
export function shared<Value>(name: string, make: () => Value): Value {
  const key = Symbol.for(`stowage.${name}`)
  const store = globalThis as { [key: symbol]: unknown }
  if (!(key in store)) store[key] = make()
  // Only this function writes under these symbols, and a name is used with one type only.
  return store[key] as Value
}
