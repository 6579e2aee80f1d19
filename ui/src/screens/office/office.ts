import type { IconName } from '../../controls/Icon.svelte'
import type { AlarmAction, AlarmView, CellView, OfficeCard, OfficeDetails } from '../../lib/backend/backend.ts'
import { agoWords, dayWords } from '../../lib/dates.ts'
import { words, wordsOf } from '../../lib/words.svelte.ts'
import type { MainModel } from '../main/main-model.svelte.ts'

/** How it stands with an office, in one sentence; `now` in seconds since 1970. */
export function stateWords({ state, unsent, synced, needs }: OfficeCard, now: number): string {
  switch (state) {
    case 'in_step':
      return words('office-in-step')
    case 'waiting':
      return words('office-waiting', { count: unsent })
    case 'offline':
      return synced === null
        ? words('office-offline-ever')
        : words('office-offline', { since: agoWords(synced, now), count: unsent })
    case 'needs_you':
      return words('office-needs-you', { count: needs })
  }
}

/** What an alarm says. Where the window has words of its own, those: it speaks of no commands. */
export function alarmWords({ code, device, member, folder, count }: AlarmView): string {
  const args = {
    device: device ?? words('some-computer'),
    member: member ?? words('some-member'),
    folder: folder ?? words('some-folder'),
    count,
  }
  return wordsOf('window-alarm', code, args) ?? words(`alarm-${code.replaceAll('_', '-')}`, args)
}

/** What somebody has of a folder, in plain words. */
export function roleWords({ role }: Pick<CellView, 'role'>): string {
  return words(`share-role-${role}`)
}

/** The same with recovery items and the last day. */
export function cellWords(cell: CellView): string {
  const more = [
    cell.recovery ? words('share-with-recovery') : '',
    cell.until === null ? '' : words('share-until-day', { day: dayWords(cell.until * 1000) }),
  ]
  return [roleWords(cell), ...more].filter(Boolean).join(' · ')
}

/** Something that a person has to look at, as a sentence with one thing to do. */
export interface Task {
  id: string
  text: string
  icon: IconName
  action: string | undefined
  run: () => void
}

/** All that is to be looked at in an office, the gravest first. */
export function tasksOf(model: MainModel, details: OfficeDetails): Task[] {
  const office = details.card.id
  const { name } = details.card
  // Whoever is held is asked about below, and what is set aside stands there, each with more to go by.
  const others = details.alarms.filter(
    (alarm) => !(alarm.code === 'held' && holdOf(details, alarm)) && !(alarm.code === 'set_aside' && details.set_aside.length),
  )
  const alarms = others.map((alarm, i): Task => ({
    id: `alarm-${i}`,
    text: alarmWords(alarm),
    icon: 'attention',
    action: actionOf(details, alarm),
    run: () => alarm.action !== null && act(model, details, alarm, alarm.action),
  }))
  const holds = details.holds.map((hold): Task => ({
    id: `hold-${hold.member}`,
    text: hold.undone_by
      ? words('hold-text', { name: hold.name, by: hold.by, undone: hold.undone_by })
      : words('hold-text-unknown', { name: hold.name, by: hold.by }),
    icon: 'attention',
    action: words('hold-decide'),
    run: () => (model.overlay = { show: 'settle', office, hold }),
  }))
  const requests = details.requests.map((request): Task => ({
    id: `request-${request.id}`,
    text: words('request-text', { name: request.name, office: name }),
    icon: 'clients',
    action: words('request-look'),
    run: () => (model.overlay = { show: 'request', office, request }),
  }))
  const exposed: Task = {
    id: 'exposed',
    text: words('exposed-text', { count: details.exposed }),
    icon: 'key',
    action: words('exposed-show'),
    run: () => (model.overlay = { show: 'exposed', office }),
  }
  return [...alarms, ...holds, ...requests, ...(details.exposed ? [exposed] : [])]
}

/** What can be done about an alarm; of a person about whom there is nothing to decide, nothing. */
function actionOf(details: OfficeDetails, alarm: AlarmView): string | undefined {
  const { action } = alarm
  const nobody = action === 'settle' && !holdOf(details, alarm)
  return action === null || nobody ? undefined : actionWords(action)
}

function holdOf({ holds }: OfficeDetails, { member_id }: AlarmView): OfficeDetails['holds'][number] | undefined {
  return holds.find(({ member }) => member === member_id)
}

/** What an action is called: where it has a name of its own for the program, its words have another. */
function actionWords(action: AlarmAction): string {
  return action === 'seed' ? words('alarm-do-put-back') : words(`alarm-do-${action.replaceAll('_', '-')}`)
}

function act(model: MainModel, details: OfficeDetails, alarm: AlarmView, action: AlarmAction): void {
  const { card } = details
  const office = card.id
  switch (action) {
    case 'sync':
      return void model.attempt(async () => {
        await model.backend.ask({ ask: 'sync_office', office, incomplete: false, seed: false })
        await model.offices.refresh()
      })
    case 'seed':
      return askToSeed(model, office)
    case 'person':
      return model.goToOffice(office, { tab: 'people', ...(alarm.member_id !== null && { member: alarm.member_id }) })
    case 'remove_device':
      if (alarm.device_id !== null) model.overlay = { show: 'remove', office, kind: 'device', who: alarm.device_id }
      return
    case 'settle': {
      const hold = holdOf(details, alarm)
      if (hold) model.overlay = { show: 'settle', office, hold }
      return
    }
    case 'set_aside':
      return model.goToOffice(office)
    case 'forget':
      return askToForget(model, card)
    case 'join_anew':
      return void (model.overlay = { show: 'join' })
    case 'place':
      return void (model.overlay = { show: 'store', office })
    case 'update':
      return void (model.overlay = { show: 'settings' })
    case 'clock':
      return void (model.overlay = { show: 'clock' })
  }
}

function askToSeed(model: MainModel, office: string): void {
  model.overlay = {
    show: 'question',
    title: words('office-put-back-title'),
    text: words('office-put-back-text'),
    action: words('alarm-do-put-back'),
    run: () =>
      void model.attempt(async () => {
        await model.backend.ask({ ask: 'sync_office', office, incomplete: false, seed: true })
        await model.offices.refresh()
      }),
  }
}

/** Asks whether an office that one is out of may go from this computer. */
export function askToForget(model: MainModel, { id: office, name, unsent }: OfficeCard): void {
  const lost = unsent ? words('office-forget-unsent', { count: unsent }) : ''
  model.overlay = {
    show: 'question',
    title: words('office-forget-title', { name }),
    text: [lost, words('office-forget-text')].filter(Boolean).join(' '),
    action: words('office-forget'),
    run: () => void goOut(model, () => model.backend.ask({ ask: 'forget_office', office })),
  }
}

/** Asks whether this computer is to leave an office. */
export function askToLeave(model: MainModel, { id: office, name }: OfficeCard): void {
  model.overlay = {
    show: 'question',
    title: words('office-leave-title', { name }),
    text: words('office-leave-text'),
    action: words('office-leave'),
    run: () => void goOut(model, () => model.backend.ask({ ask: 'leave_office', office })),
  }
}

async function goOut(model: MainModel, action: () => Promise<unknown>): Promise<void> {
  await model.attempt(async () => {
    await action()
    await Promise.all([model.offices.refresh(), model.refresh()])
  })
}
