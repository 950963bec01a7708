import type { Cell, Goal, Report } from './benchmark.ts';

export function median(values: number[]): number {
	return quantile(values, 0.5);
}

/** @param share 0.95 for the p95 */
export function quantile(values: number[], share: number): number {
	if (values.length === 0) return NaN;
	const sorted = [...values].sort((a, b) => a - b);
	const at = (sorted.length - 1) * share;
	const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
	return low + (high - low) * (at - Math.floor(at));
}

/** Three significant digits, German. */
export function show(cell: Cell): string {
	if (cell === null || (typeof cell === 'number' && !Number.isFinite(cell))) return '–';
	if (typeof cell === 'string') return cell;
	const digits = cell === 0 ? 0 : Math.max(0, 2 - Math.floor(Math.log10(Math.abs(cell))));
	return cell.toLocaleString('de-DE', { minimumFractionDigits: 0, maximumFractionDigits: Math.min(digits, 3) });
}

/** A table in Markdown, numbers to the right. */
export function table(columns: string[], rows: Cell[][]): string {
	const texts = [columns, ...rows.map((row) => row.map(show))];
	const widths = columns.map((_, index) => Math.max(3, ...texts.map((row) => row[index]!.length)));
	const right = columns.map((_, index) => rows.some((row) => typeof row[index] === 'number'));
	const line = (cells: string[]) => `| ${cells.map((cell, i) => (right[i] ? cell.padStart(widths[i]!) : cell.padEnd(widths[i]!))).join(' | ')} |`;
	const rule = `| ${widths.map((width, i) => (right[i] ? `${'-'.repeat(width - 1)}:` : '-'.repeat(width))).join(' | ')} |`;
	return [line(texts[0]!), rule, ...texts.slice(1).map(line)].join('\n');
}

const MET = (met: Goal['met']) => (met === null ? 'nicht messbar' : met ? 'erreicht' : 'nicht erreicht');

export function reportText(name: string, about: string, report: Report): string {
	const parts = [`## ${name}`, about, table(report.columns, report.rows)];
	if (report.more) parts.push(`### ${report.more.title}`, table(report.more.columns, report.more.rows));
	if (report.goals.length > 0) parts.push(table(['Ziel', 'gemessen', ''], report.goals.map(({ goal, measured, met }) => [goal, measured, MET(met)])));
	if (report.notes.length > 0) parts.push(report.notes.map((note) => `- ${note}`).join('\n'));
	return `${parts.join('\n\n')}\n`;
}
