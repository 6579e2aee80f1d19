// Every screen and state worth looking at: the address that opens it, and what to do until it shows.
import { ADD } from './screens/add.mjs'
import { EXCHANGE } from './screens/exchange.mjs'
import { MAIN } from './screens/main.mjs'
import { OFFICE } from './screens/office.mjs'
import { SETTINGS } from './screens/settings.mjs'
import { START } from './screens/start.mjs'
import { STEPS } from './screens/steps.mjs'

export const SCREENS = [...START, ...MAIN, ...ADD, ...SETTINGS, ...EXCHANGE, ...OFFICE, ...STEPS]
