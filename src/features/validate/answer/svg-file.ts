/** A chart of the page as a file of its own: without the page's style sheets, so each element gets its colours written down. */

const PROPERTIES = [
  'fill',
  'fill-opacity',
  'stroke',
  'stroke-width',
  'stroke-opacity',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
] as const

/** @returns the SVG as text; `title` is its accessible name */
export function svgOf(shown: SVGSVGElement, title: string, background: string): string {
  const copy = shown.cloneNode(true) as SVGSVGElement
  const from = [shown, ...shown.querySelectorAll('*')]
  const to = [copy, ...copy.querySelectorAll('*')]
  for (const [at, element] of from.entries()) {
    const style = getComputedStyle(element)
    const own = to[at]!
    for (const name of PROPERTIES) {
      const value = style.getPropertyValue(name)
      if (value !== '') own.setAttribute(name, value)
    }
    own.removeAttribute('class')
    own.removeAttribute('style')
    own.removeAttribute('tabindex')
  }
  const { width, height } = shown.getBoundingClientRect()
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  copy.setAttribute('viewBox', `0 0 ${width} ${height}`)
  const paper = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  for (const [name, value] of [
    ['width', '100%'],
    ['height', '100%'],
    ['fill', background],
  ] as const)
    paper.setAttribute(name, value)
  const name = document.createElementNS('http://www.w3.org/2000/svg', 'title')
  name.textContent = title
  copy.querySelector('title')?.remove()
  copy.prepend(name, paper)
  return new XMLSerializer().serializeToString(copy)
}
