import { describe, expect, it } from 'vitest';
import { DEMO_BODIES, demoReporters, demoReports } from '../../../portal/demo/index.ts';
import { DEFAULT_WORKFLOW } from '../../../portal/lib/server/reports/workflow.ts';

const TODAY = new Date('2027-03-10T09:00:00Z');
const reports = demoReports(TODAY);
const reporters = demoReporters();
const categories = reporters.flatMap((reporter) => reporter.categories.map((category) => ({ tenant: reporter.tenant, reporter: reporter.slug, ...category })));

describe('reports of the demo', () => {
	it('are the same in every run, about sixty over a year, in every state', () => {
		expect(demoReports(TODAY)).toEqual(reports);
		expect(reports.length).toBeGreaterThanOrEqual(60);
		expect(Math.min(...reports.map(({ receivedAt }) => receivedAt.getTime()))).toBeGreaterThan(TODAY.getTime() - 366 * 86_400_000);
		const states = new Set(reports.map(({ steps }) => steps.at(-1)?.state ?? 'eingegangen'));
		expect([...states].sort()).toEqual(DEFAULT_WORKFLOW.map(({ key }) => key).sort());
	});

	it('fit their categories, and their steps the workflow', () => {
		for (const report of reports) {
			const category = categories.find(({ tenant, reporter, code }) => tenant === report.tenant && reporter === report.reporter && code === report.category)!;
			for (const field of category.fields ?? []) {
				const given = [report.answers[field.code] ?? []].flat();
				if (field.required) expect(given, `${report.category}: ${field.code}`).not.toEqual([]);
				if (field.values.length > 0) for (const key of given) expect(field.values.map((value) => value.key), report.category).toContain(key);
			}
			let state = 'eingegangen';
			for (const step of report.steps) {
				const from = DEFAULT_WORKFLOW.find(({ key }) => key === state)!;
				expect(from.next).toContain(step.state);
				if (DEFAULT_WORKFLOW.find(({ key }) => key === step.state)!.answerRequired) expect(step.answer).not.toBe('');
				state = step.state;
			}
		}
	});

	it('have at least twelve categories with questions of every kind, and an office for each', () => {
		expect(categories.length).toBeGreaterThanOrEqual(12);
		const kinds = new Set(categories.flatMap(({ fields = [] }) => fields.map(({ type }) => type)));
		expect([...kinds].sort()).toEqual(['datetime', 'multivaluelist', 'notice', 'number', 'singlevaluelist', 'string', 'text']);
		for (const bodies of Object.values(DEMO_BODIES)) {
			expect(bodies.filter(({ isDefault }) => isDefault)).toHaveLength(1);
			for (const code of bodies.flatMap((body) => body.categories ?? [])) expect(categories.map((category) => category.code)).toContain(code);
		}
	});
});
