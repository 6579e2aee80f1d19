/** Texts on the page that are cut off though they should not be, and boxes that stick out of the window. */
export function clipped(page) {
  return page.evaluate(() => {
    const found = []
    for (const element of document.querySelectorAll('body *')) {
      if (!element.checkVisibility({ visibilityProperty: true }) || element.closest('.unseen, [aria-hidden=true], select'))
        continue
      const own = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim())
      if (!own) continue
      const style = getComputedStyle(element)
      const box = element.getBoundingClientRect()
      const name = `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 40)}”`
      // An ellipsis is meant; what is longer can be read in the details.
      const cut = element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0
      if (cut && style.overflowX !== 'visible' && style.textOverflow !== 'ellipsis') found.push(`cut off: ${name}`)
      if (cut && style.overflowX === 'visible' && style.display !== 'inline') found.push(`longer than its box: ${name}`)
      // A table of people scrolls sideways where there are many.
      const scrolls = element.closest('[role=grid]')
      if (!scrolls && (box.right > innerWidth + 1 || box.left < -1)) found.push(`outside the window: ${name}`)
    }
    if (document.documentElement.scrollWidth > innerWidth) found.push('the page scrolls sideways')
    return [...new Set(found)]
  })
}
