import { Refusal } from './refusal.mjs'

const ENTER = /[\r\n]/
const BACKSPACE = ['\b', '\x7f']
const CTRL_C = '\x03'
const CTRL_D = '\x04'

/**
 * Asks on the terminal and reads a line without showing it. The question goes to standard error, so that standard
 * output holds the answer of the command alone.
 * @param {string} question @returns {Promise<string>}
 */
export function askHidden(question) {
  const { stdin, stderr } = process
  // Hidden first, asked then: somebody who pastes at once is not faster.
  stdin.setRawMode(true).setEncoding('utf8').resume()
  stderr.write(question)
  return new Promise((resolve, reject) => {
    let typed = ''
    const finish = () => {
      stdin.off('data', take).setRawMode(false).pause()
      stderr.write('\n')
    }
    /** @param {string} text one key, or all that was pasted */
    const take = (text) => {
      for (const character of text) {
        if (character === CTRL_C || character === CTRL_D) {
          finish()
          return reject(new Refusal('nothing was written.'))
        }
        if (ENTER.test(character)) {
          finish()
          return resolve(typed)
        }
        typed = BACKSPACE.includes(character) ? [...typed].slice(0, -1).join('') : typed + character
      }
    }
    stdin.on('data', take)
  })
}

/** All of standard input, for scripts: `pass show stowage | npm run --silent password`. */
export async function readAll() {
  let text = ''
  for await (const chunk of process.stdin.setEncoding('utf8')) text += chunk
  return text
}
