import { textsOf } from '$lib/server/form-values.ts';
import { answer, submit } from '$lib/server/page.ts';
import { getServices } from '$lib/server/services.ts';
import { moveOrder } from '$lib/server/trails/edit.ts';
import { trailStaff } from '$lib/server/trails/staff.ts';
import { selectMaterialOrders } from '$lib/server/trails/work-queries.ts';
import { trailStaffTexts } from '$lib/texts/trail-staff.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	answer(async () => ({ title: trailStaffTexts.orders, orders: await selectMaterialOrders(trailStaff(getServices(), locals)) }));

export const actions: Actions = {
	move: async ({ locals, request }) => {
		const values = textsOf(await request.formData(), ['orderId', 'state']);
		return submit(values, async () => {
			const services = getServices();
			await moveOrder(trailStaff(services, locals), values.orderId, values.state, services.now());
			return { done: true };
		});
	}
};
