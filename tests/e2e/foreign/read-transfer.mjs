// Reads transfer codes of Google Authenticator, one a line on standard input, with a parser that is not Keyrack's.
// Prints a JSON list of accounts.
import { readFileSync } from 'node:fs'
import parse from 'otpauth-migration-parser'

const lines = readFileSync(0, 'utf8')
  .split(/\r?\n/)
  .filter((line) => line.startsWith('otpauth-migration:'))
const accounts = (await Promise.all(lines.map((line) => parse(line)))).flat()
console.log(
  JSON.stringify(
    accounts.map(({ secret, name, issuer, algorithm, digits, type, counter }) => ({
      secret: secret.replaceAll('=', ''),
      label: name,
      issuer,
      algorithm: algorithm.toUpperCase(),
      digits,
      type,
      ...(type === 'hotp' ? { counter: Number(counter) } : {}),
    })),
  ),
)
