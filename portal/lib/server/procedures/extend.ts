import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { extendForm } from '../../forms/procedure.ts';
import { checkForm } from '../check-form.ts';
import { currentNotice, publishNotice, type NoticeContext } from '../notices/notice.ts';
import { tellBodies, type TellingServices as Services } from '../invitations/invitations.ts';
import { changeEndDate } from './steps.ts';

/**
 * Moves the end of a published participation later and publishes the renewed notice, both or neither: page, notice, feeds and messages never
 * name two ends. A step that was announced without a notice (public bodies) needs none; invited bodies get a mail.
 * @param values fields of `extendForm`
 * @throws DomainError as `changeEndDate` and `publishNotice`
 */
export async function extendStep(services: Services, scope: TenantScope, stepId: string, values: unknown, context: NoticeContext): Promise<void> {
	const { reason, publishedIn, publishedOn } = checkForm(extendForm, values);
	await scope.transaction(async (inside) => {
		await changeEndDate(inside, stepId, values, context.account, context.now);
		if (await currentNotice(inside, stepId)) await publishNotice(inside, stepId, { publishedIn, publishedOn, reason }, context);
		await tellBodies(services, inside, stepId, 'moved', reason);
	});
}
