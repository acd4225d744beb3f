// `npm run password -- FILE`: asks for a password and writes its hash to a file for STOWAGE_PASSWORD_FILE.
import { endIfNodeIsTooOld } from './lib/node-version.mjs'

endIfNodeIsTooOld()
import('./lib/password.mjs').then((password) => password.password())
