import type { MapPicture, Shape } from './map-picture.ts';

/** The picture as an SVG document of its own, for an `<img>`: no script, no style, nothing from elsewhere. */
export function writeMapSvg({ width, height, shapes }: MapPicture): string {
	return (
		`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}">` +
		`<rect width="${width}" height="${height}" fill="#faf9f5"/>${shapes.map(shapeMarkup).join('')}</svg>`
	);
}

function shapeMarkup(shape: Shape): string {
	const look = [
		`fill="${shape.fill ?? 'none'}"`,
		shape.fillOpacity === undefined ? '' : `fill-opacity="${shape.fillOpacity}"`,
		shape.stroke ? `stroke="${shape.stroke}" stroke-width="${shape.width ?? 0.5}"` : '',
		shape.dash ? `stroke-dasharray="${shape.dash.join(' ')}"` : ''
	]
		.filter(Boolean)
		.join(' ');
	const [first] = shape.paths;
	if (shape.paths.length === 1 && first!.length === 1) return `<circle cx="${first![0]![0]}" cy="${first![0]![1]}" r="${shape.radius ?? 1}" ${look}/>`;
	const path = shape.paths.map((each) => `M${each.map((position) => position.join(' ')).join('L')}${shape.closed ? 'Z' : ''}`).join('');
	return `<path d="${path}" fill-rule="evenodd" stroke-linejoin="round" stroke-linecap="round" ${look}/>`;
}
