import type { TenantScope } from '../../../../gis/db/tenant-scope.ts';
import { BASE, frame, partsOf, scaleBar, type MapPicture, type Shape } from '../statements/map-picture.ts';
import { selectRoundExtent, selectRoundPicture, type TrackRow } from './work-queries.ts';

type Look = Pick<Shape, 'fill' | 'stroke' | 'width' | 'dash' | 'radius'>;
const LOOKS: Record<Exclude<TrackRow['role'], 'base'>, Look> = {
	section: { stroke: '#1f5fbf', width: 4 },
	track: { stroke: '#b3261e', width: 1.4 },
	damage: { fill: '#ffffff', stroke: '#b3261e', width: 1.8, radius: 4 }
};
const LEAST_METRES = 300;

/** Map of a round: its sections, the track, what was found. @returns null where there is nothing to show */
export async function drawRound(scope: TenantScope, id: string, size: { width: number; height: number }): Promise<MapPicture | null> {
	const around = await selectRoundExtent(scope, id);
	if (!around) return null;
	const box = frame(around, size, LEAST_METRES, 1.15);
	const unit = (box[2] - box[0]) / size.width;
	const round = (value: number) => Math.round(value * 100) / 100;
	const toPicture = ([x, y]: readonly [number, number]): [number, number] => [round((x - box[0]) / unit), round((box[3] - y) / unit)];
	const rows = await selectRoundPicture(scope, id, box, unit / 3);
	return { ...size, shapes: rows.flatMap((row) => shapesOf(row, toPicture)), scale: scaleBar(box, unit, size.width) };
}

function shapesOf(row: TrackRow, toPicture: (position: [number, number]) => [number, number]): Shape[] {
	const { fill, ...line } = row.role === 'base' ? (BASE[row.kind] ?? {}) : LOOKS[row.role];
	return partsOf(JSON.parse(row.geometry)).map(({ paths, closed }) => {
		const point = paths.length === 1 && paths[0]!.length === 1;
		return { paths: paths.map((path) => path.map(toPicture)), closed, ...line, ...(closed || point ? { fill } : {}) };
	});
}
