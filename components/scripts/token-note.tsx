type Props = { asks: 'stowage' | 'storage'; profile: string | null }

/** What a script needs before it runs. */
export function TokenNote({ asks, profile }: Props) {
  if (asks === 'storage') {
    return (
      <p className="text-sm text-muted">
        Talks to the storage itself, with{' '}
        {profile === null ? 'the credentials of the machine it runs on' : <>the profile of that name in ~/.aws</>}:
        Stowage takes no part in it.
      </p>
    )
  }
  return (
    <p className="text-sm text-muted">
      Needs a token in <code className="mono">STOWAGE_TOKEN</code>: the one the server was started with, in the
      environment variable of the same name. It may do everything, so keep it out of files and shell histories.
    </p>
  )
}
