/** Who acts. Scopes by bucket and prefix come with API tokens; a session and STOWAGE_TOKEN may do everything. */
export type Actor = { kind: 'session' | 'token'; name: string; verbs: readonly ActorVerb[] }
export type ActorVerb = 'read' | 'share' | 'write' | 'admin'
