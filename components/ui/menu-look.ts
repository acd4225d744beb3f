/** The row of every kind of menu item. */
export const MENU_ROW =
  'flex min-h-[30px] cursor-pointer items-center gap-2 rounded-sm px-2 py-1 outline-none select-none data-highlighted:bg-hover data-disabled:cursor-not-allowed data-disabled:text-faint'
