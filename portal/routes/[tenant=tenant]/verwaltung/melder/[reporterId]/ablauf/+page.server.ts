import { redirect } from '@sveltejs/kit';
import { answer, submit } from '$lib/server/page.ts';
import { countStates } from '$lib/server/reports/administration/administration-queries.ts';
import { openAdministration } from '$lib/server/reports/administration/opened.ts';
import { saveWorkflow } from '$lib/server/reports/administration/workflow.ts';
import { readReporter } from '$lib/server/reports/reporters.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	answer(async () => {
		const { scope } = openAdministration(locals);
		const { id, name, workflow } = await readReporter(scope, params.reporterId);
		const counts = await countStates(scope, id);
		return { title: name, reporter: { id, name }, states: workflow.map((state) => ({ ...state, role: state.role ?? '', count: counts.get(state.key) ?? 0 })), saved: url.searchParams.has('gespeichert') };
	});

interface Row {
	key: string;
	label: string;
	publicLabel: string;
	open311: string;
	answerRequired: boolean;
	role: string;
	next: string[];
}

/** One set of fields per state; the new row is taken when it has a name. */
function statesFrom(form: FormData): Row[] {
	const rows = Math.min(Number(form.get('rows')) || 0, 40);
	const all = Array.from({ length: rows }, (_, index) => {
		const of = (name: string) => String(form.get(`${name}-${index}`) ?? '').trim();
		const row = { key: of('key'), label: of('label'), publicLabel: of('public'), open311: of('side') || 'open', answerRequired: form.has(`answer-${index}`), role: of('role'), next: form.getAll(`next-${index}`).map(String) };
		return { row, remove: form.has(`remove-${index}`) };
	});
	// What remains keeps its number: „neu-<row>“ of a step that leads to the new state.
	return all.filter(({ row, remove }) => !remove && (row.key !== '' || row.label !== '')).map(({ row }) => row);
}

export const actions: Actions = {
	default: async ({ request, locals, params }) => {
		const form = await request.formData();
		const states = statesFrom(form);
		return submit({ states }, async () => {
			const { scope, base } = openAdministration(locals);
			const fresh = states.findIndex(({ key }) => key === '');
			const named = states.map((state) => ({ ...state, next: state.next.map((name) => (name === 'neu' ? `neu-${fresh}` : name)) }));
			await saveWorkflow(scope, params.reporterId, named);
			redirect(303, `${base}/${params.reporterId}/ablauf?gespeichert`);
		});
	}
};
