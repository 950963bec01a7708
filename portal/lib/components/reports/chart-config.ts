import type { ChartConfiguration } from 'chart.js';
import type { Chart } from '$lib/server/reports/dashboard/types.ts';
import { dashboardTexts as texts } from '$lib/texts/report-dashboard.ts';

/** Told apart by lightness, by dashes and by the shape of points, not by hue alone (Okabe and Ito's blue and vermilion). */
const LOOKS = [
	{ colour: '#00559b', dash: [], point: 'circle' },
	{ colour: '#d55e00', dash: [6, 4], point: 'rectRot' }
] as const;
const GRID = '#d5d8e2';
const INK = '#1c1d26';
const FONT = { family: '"Fira Sans", sans-serif', size: 13 };
/** Pixels; a phone's chart. */
const NARROW = 340;
/** More bars than these cannot be read; the table has them all. */
export const MOST_BARS = 15;

/** What chart.js draws for a chart of figures. */
export function chartConfig(chart: Chart): ChartConfiguration {
	const line = chart.draw.kind === 'line';
	const rows = line ? chart.rows : chart.rows.slice(0, MOST_BARS);
	const heading = (value: number) => chart.head[value + 1] ?? '';
	return {
		type: chart.draw.kind,
		data: {
			labels: rows.map(({ name }) => (line ? shortMonth(name) : name)),
			datasets: chart.draw.values.map((value, index) => {
				const { colour, dash, point } = LOOKS[index]!;
				return {
					label: chart.key === 'zeiten' ? `${heading(value)} (${texts.days})` : heading(value),
					data: rows.map(({ values }) => values[value] ?? null),
					borderColor: colour,
					backgroundColor: colour,
					borderWidth: 2,
					...(line ? { borderDash: [...dash], pointStyle: point, pointRadius: rows.length > 40 ? 0 : 4, tension: 0 } : { maxBarThickness: 26 })
				};
			})
		},
		options: {
			locale: 'de-DE',
			animation: false,
			responsive: true,
			maintainAspectRatio: false,
			indexAxis: line ? 'x' : 'y',
			scales: {
				x: { beginAtZero: true, grid: { color: GRID }, ticks: { color: INK, font: FONT, precision: 0, maxRotation: 50 } },
				y: { beginAtZero: true, grid: { color: GRID }, ticks: { color: INK, font: FONT, precision: 0, ...(line ? {} : { autoSkip: false, callback: short }) } }
			},
			plugins: {
				legend: { display: chart.draw.values.length > 1, labels: { color: INK, font: FONT, usePointStyle: line } },
				tooltip: { bodyFont: FONT, titleFont: FONT }
			}
		}
	};

	/** A long name must not leave the bars without room; the table has it whole. */
	function short(this: { chart: { width: number } }, _value: unknown, index: number): string | string[] {
		return labelLines(rows[index]?.name ?? '', this.chart.width < NARROW ? 14 : 24);
	}
}

/** "November 2025" leaves no room for the line on a phone. */
const shortMonth = (name: string) => name.replace(/^(\p{L}{3})\p{L}+ (\d{4})$/u, '$1 $2');

/** At most two lines, broken between words; what is left over becomes "…". */
export function labelLines(name: string, most: number): string[] {
	const cut = (text: string) => (text.length > most ? `${text.slice(0, most - 1).trimEnd()}…` : text);
	if (name.length <= most) return [name];
	const space = name.lastIndexOf(' ', most);
	return space > 0 ? [name.slice(0, space), cut(name.slice(space + 1))] : [cut(name)];
}
