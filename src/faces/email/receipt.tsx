import { dollars, type GiftShown, isCharity, recipientLine, rhythmWords } from '#domains/gifts'
import { apDate, dayIn } from '#domains/paper'
import { inlined, LetterSheet } from './letter.tsx'
import type { Letter } from './sign-in-link.tsx'

/** What a receipt is written from. `capturedAt` is the day of the gift, in the paper's zone. */
export interface Receipt {
  readonly paperName: string
  readonly zone: string
  readonly gift: GiftShown
  readonly capturedAt: Date
}

// IRS Publication 1771: what a charity acknowledges in writing begins with these.
const WRITTEN_FROM_MINOR = 25_000
const QUID_PRO_QUO_FROM_MINOR = 7_500

/** The letter that thanks a giver and says what was given, in the words that its recipient must use. */
export function receiptEmail({ paperName, zone, gift, capturedAt }: Receipt): Letter {
  const { entity } = gift
  const isGivenToCharity = isCharity(entity.kind)
  const practice = entity.mode === 'practice' ? 'Practice: ' : ''
  const title = isGivenToCharity ? 'Acknowledgment of contribution' : 'Receipt for your gift'
  const rows = linesOf(gift, apDate(dayIn(zone, capturedAt)))
  const statements = [
    ...(gift.entity.mode === 'practice' ? ['This is a practice receipt. No money moved.'] : []),
    entity.statement,
    ...(isGivenToCharity ? charityWords(gift) : []),
  ]
  const greeting = `Thank you${gift.donor.name ? `, ${gift.donor.name}` : ''}.`
  const html = inlined(
    <LetterSheet
      paperName={paperName}
      subject={title}
      words={
        <>
          <p>
            <b>{title}</b>
          </p>
          <p>{greeting}</p>
          <table role="presentation" cellpadding="0" cellspacing="0" border={0}>
            {rows.map(([name, value]) => (
              <tr key={name}>
                <td style="padding: 0 16px 6px 0">{name}</td>
                <td style="padding: 0 0 6px">
                  <b>{value}</b>
                </td>
              </tr>
            ))}
          </table>
          {statements.map((one) => (
            <p key={one}>{one}</p>
          ))}
        </>
      }
      act=""
      fine={<p>Something not right? Answer this letter and a person will put it right, or give the gift back.</p>}
    />,
  )
  const text = [
    paperName,
    '',
    title,
    '',
    greeting,
    '',
    ...rows.map(([name, value]) => `${name}: ${value}`),
    '',
    ...statements.flatMap((one) => [one, '']),
    'Something not right? Answer this letter and a person will put it right, or give the gift back.',
    '',
  ].join('\n')
  return { subject: `${practice}${title}, ${dollars(gift.amountMinor + gift.coverMinor)}`, html, text }
}

function linesOf(gift: GiftShown, day: string): [name: string, value: string][] {
  const { amountMinor, coverMinor, every, instrument, checkNumber, dedication } = gift
  return [
    ['Date', day],
    ['Gift', `${dollars(amountMinor, { cents: true })}${every === 'once' ? '' : `, ${rhythmWords(every)}`}`],
    ...(coverMinor > 0
      ? ([['Added to cover the fee', dollars(coverMinor, { cents: true })]] as [string, string][])
      : []),
    ['For', gift.fund.name],
    ['Given to', recipientLine(gift.entity)],
    ['By', instrument === 'check' && checkNumber ? `check ${checkNumber}` : instrument.replace('-', ' ')],
    ...(dedication
      ? ([[dedication.kind === 'honor' ? 'In honor of' : 'In memory of', dedication.name]] as [string, string][])
      : []),
    ['Receipt number', gift.number],
  ]
}

function charityWords({ amountMinor, coverMinor, fairValueMinor, entity }: GiftShown): string[] {
  const whole = amountMinor + coverMinor
  if (fairValueMinor > 0 && whole > QUID_PRO_QUO_FROM_MINOR)
    return [
      `In return you received goods or services with an estimated value of ${dollars(fairValueMinor, { cents: true })}. The amount of your contribution that is deductible is limited to the excess over that value, ${dollars(whole - fairValueMinor, { cents: true })}.`,
    ]
  if (whole >= WRITTEN_FROM_MINOR || fairValueMinor === 0)
    return [`${entity.legalName} provided no goods or services in return for this contribution.`]
  return []
}
