import { randomUUID } from 'node:crypto';
import { MAX_BODY } from '../../forms/report.ts';
import type { Services } from '../services.ts';
import { Open311Error } from './faults.ts';
import { isStateWord } from './foreign-state.ts';
import type { Answer } from './format.ts';
import type { Jurisdiction } from './jurisdictions.ts';
import { readMoment, type Parameters } from './parameters.ts';
import { takeUpdate } from './take-update.ts';
import { eventOf, findTarget, type TargetRow } from './update-queries.ts';

/**
 * `POST servicerequestupdates`: who works on a request says how it stands. The same `update_id` of the same key again changes nothing.
 * @param keyId whose key it came with
 * @throws Open311Error `field_missing`, `request_unknown`, `field_too_long`, `date_invalid`; DomainError of the state's change
 */
export async function createUpdate(services: Services, { scope }: Jurisdiction, parameters: Parameters, keyId: string): Promise<Answer> {
	const ref = parameters.text('service_request_id');
	if (ref === null) throw new Open311Error('field_missing', { name: 'service_request_id' });
	const text = parameters.all('description')[0]?.trim() ?? '';
	if (text.length > MAX_BODY) throw new Open311Error('field_too_long', { name: 'description' });
	const at = parameters.text('updated_datetime');
	if (at !== null) readMoment('updated_datetime', at);
	const updateId = parameters.text('update_id') ?? randomUUID();
	if (updateId.length > 200) throw new Open311Error('field_too_long', { name: 'update_id' });
	const words = [parameters.text('external_status_code'), parameters.text('status')];
	if (!text && words.every((word) => word === null)) throw new Open311Error('field_missing', { name: 'status' });
	const target = await findTarget(scope, ref);
	if (!target) throw new Open311Error('request_unknown');
	demandWord(target.workflow, parameters, text);
	await takeUpdate(services, scope, target, { updateId, source: keyId, words, text }, services.now());
	const event = await eventOf(scope, keyId, updateId);
	return { root: 'service_request_updates', item: 'request_update', content: [{ update_id: event === null ? updateId : String(event) }] };
}

/** The finer code may be the sender's own, as long as something else is said that is understood. @throws Open311Error `field_invalid` */
function demandWord(workflow: TargetRow['workflow'], parameters: Parameters, text: string): void {
	const [status, finer] = [parameters.text('status'), parameters.text('external_status_code')];
	if (status !== null && !isStateWord(workflow, status)) throw new Open311Error('field_invalid', { name: 'status' });
	if (status === null && finer !== null && !text && !isStateWord(workflow, finer)) throw new Open311Error('field_invalid', { name: 'external_status_code' });
}
