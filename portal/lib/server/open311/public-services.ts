import type { CategoryField } from '../reports/types.ts';
import { reporterSettings } from '../reports/workflow.ts';
import { Open311Error } from './faults.ts';
import type { Answer, Value } from './format.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import { selectServices, type ServiceRow } from './public-jurisdictions-queries.ts';

/** Whether its reports count only once an address is confirmed. */
export const waitsForConfirmation = (row: Pick<ServiceRow, 'settings'>): boolean => reporterSettings(row.settings).acceptance === 'afterConfirmation';

/** realtime: the id at once; batch: a token, because an address has to be confirmed first; blackbox: neither. */
export const serviceType = (row: Pick<ServiceRow, 'type' | 'settings'>): 'realtime' | 'batch' | 'blackbox' =>
	row.type ?? (waitsForConfirmation(row) ? 'batch' : 'realtime');

/** `GET services`: categories that take reports. */
export async function listServices({ scope }: Jurisdiction): Promise<Answer> {
	const rows = await selectServices(scope);
	return {
		root: 'services',
		item: 'service',
		content: rows.map((row) => ({
			service_code: row.code,
			service_name: row.name,
			description: row.description || row.hint || null,
			metadata: row.metadata ?? row.fields.length > 0,
			type: serviceType(row),
			keywords: row.keywords.join(', ') || null,
			group: row.group || null
		}))
	};
}

/** `GET services/<code>`: the questions of a category. @throws Open311Error `service_unknown` */
export async function readDefinition(jurisdiction: Jurisdiction, code: string): Promise<Answer> {
	const row = await readService(jurisdiction, code);
	const attributes = row.fields
		.map((field, index) => attributeOf(field, row.attributes[field.code] ?? {}, index))
		.sort((a, b) => a.order - b.order);
	return { root: 'service_definition', content: { service_code: row.code, attributes } };
}

/** @throws Open311Error `service_unknown` */
export async function readService({ scope }: Jurisdiction, code: string): Promise<ServiceRow> {
	const [row] = code.includes('\0') ? [] : await selectServices(scope, code);
	if (!row) throw new Open311Error('service_unknown');
	return row;
}

function attributeOf(field: CategoryField, given: { order?: number; datatype?: string }, index: number) {
	return {
		variable: field.type !== 'notice',
		code: field.code,
		datatype: given.datatype ?? (field.type === 'notice' ? 'text' : field.type),
		required: field.type !== 'notice' && field.required,
		datatype_description: field.help || null,
		order: given.order ?? index + 1,
		description: field.label,
		// Also where there is nothing to choose: clients go through it without asking.
		values: field.values.map(({ key, name }): Value => ({ key, name }))
	};
}
