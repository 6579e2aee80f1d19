import { vi } from 'vitest'

// The test's document lays nothing out: every element is ten rows high, and none changes its size.
vi.stubGlobal(
  'ResizeObserver',
  class {
    observe() {}
    unobserve() {}
    disconnect() {}
  },
)
vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(520)

// It has no top layer either: what is shown there only counts as open.
HTMLDialogElement.prototype.showModal = function () {
  this.open = true
}
HTMLElement.prototype.showPopover = () => {}
HTMLElement.prototype.hidePopover = () => {}

// Nor does it read pictures.
HTMLImageElement.prototype.decode = async () => {}
