import { refusal, type ApiPart, type Schema } from '../api/openapi-types.ts';
import { computeDeadline } from '../law/deadlines.ts';
import { LAENDER } from '../law/laender.ts';
import { PUBLIC_KINDS } from './public-deadline.ts';

const day = (description: string): Schema => ({ type: 'string', format: 'date', description });
const dayOrNull = (description: string): Schema => ({ type: ['string', 'null'], format: 'date', description });

const KIND: Schema = { type: 'string', enum: [...PUBLIC_KINDS] };
const LAND: Schema = { type: 'string', enum: Object.keys(LAENDER) };
const EXAMPLE = { kind: 'publication', land: 'SN', start: '2027-02-01' } as const;

/** Describes `GET /api/deadlines`. */
export function deadlinesApi(): ApiPart {
	return {
		tag: { name: 'Fristen', description: 'Gesetzliche Fristen der Bauleitplanung' },
		schemas: {
			Deadline: {
				type: 'object',
				required: ['kind', 'land', 'start', 'monthEnd', 'min30End', 'legalEnd', 'end', 'days', 'steps'],
				description: 'Alle Tage sind Kalendertage in Deutschland und zählen mit; die Frist endet am letzten Tag um 24 Uhr.',
				properties: {
					kind: KIND,
					land: LAND,
					start: day('Wie angefragt'),
					monthEnd: dayOrNull('Ende nach einem Monat; null bei ruege215'),
					min30End: dayOrNull('Der dreißigste Tag; null bei ruege215'),
					legalEnd: day('Ende nach dem Gesetz, vor § 193 BGB'),
					end: day('Letzter Tag der Frist: legalEnd oder der nächste Werktag'),
					days: { type: 'integer', minimum: 1, description: 'Vom ersten gezählten Tag bis end, beide mitgezählt' },
					steps: {
						type: 'array',
						description: 'Der Rechenweg',
						items: {
							type: 'object',
							required: ['text', 'law'],
							properties: { text: { type: 'string', description: 'Ein Satz' }, law: { type: 'string', description: 'Fundstelle' } }
						}
					}
				}
			}
		},
		paths: {
			'/api/deadlines': {
				get: {
					operationId: 'computeDeadline',
					tags: ['Fristen'],
					summary: 'Berechnet eine Frist und erklärt sie',
					description:
						'Veröffentlichung im Internet (§ 3 Abs. 2 BauGB), Stellungnahme der Behörden (§ 4 Abs. 2 BauGB) und Rüge von Fehlern (§ 215 BauGB), ' +
						'mit den Feiertagen des ganzen Landes. Feiertage einzelner Gemeinden bleiben außer Betracht.',
					parameters: [
						{ name: 'kind', in: 'query', required: true, description: 'Art der Frist', schema: KIND, example: EXAMPLE.kind },
						{ name: 'land', in: 'query', required: true, description: 'Kürzel des Landes', schema: LAND, example: EXAMPLE.land },
						{
							name: 'start',
							in: 'query',
							required: true,
							description: 'publication: erster Tag der Veröffentlichung; toeb: Tag des Eingangs bei der Behörde; ruege215: Tag der Bekanntmachung',
							schema: { type: 'string', format: 'date' },
							example: EXAMPLE.start
						}
					],
					responses: {
						200: {
							description: 'Die Frist mit dem Rechenweg',
							content: { 'application/json': { schema: { $ref: '#/components/schemas/Deadline' }, example: computeDeadline(EXAMPLE) } }
						},
						400: refusal('Eine Angabe fehlt oder ist falsch')
					}
				}
			}
		}
	};
}
