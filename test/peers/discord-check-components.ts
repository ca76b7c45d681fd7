/** Discord's documented limits on the components of messages, old and V2, and of modals. */
import { checkList, checkText, checkUrl, checkWhole, lengthOf, type Path } from './discord-check-values.ts';
import { fields, type Fields, isFields, list, type Problem } from './discord-types.ts';

const ROW = 1;
const BUTTON = 2;
const TEXT_INPUT = 4;
const SECTION = 9;
const TEXT_DISPLAY = 10;
const THUMBNAIL = 11;
const GALLERY = 12;
const FILE = 13;
const SEPARATOR = 14;
const CONTAINER = 17;
const LABEL = 18;

const SELECTS = [3, 5, 6, 7, 8];
const IN_CONTAINER = [ROW, SECTION, TEXT_DISPLAY, GALLERY, FILE, SEPARATOR];
const TOP_OF_V2 = [...IN_CONTAINER, CONTAINER];
const IN_LABEL = [...SELECTS, TEXT_INPUT, 19, 21, 22, 23];

interface Walk {
  problems: Problem[];
  modal: boolean;
  attachmentNames: readonly string[];
  customIds: Set<string>;
  ids: Set<number>;
  count: number;
  text: number;
}

/** Checks the components of a message; without the V2 flag only rows of buttons and menus are known. */
export function checkMessageComponents(
  problems: Problem[],
  path: Path,
  value: unknown,
  v2: boolean,
  attachmentNames: readonly string[],
): void {
  const walk: Walk = {
    problems,
    modal: false,
    attachmentNames,
    customIds: new Set(),
    ids: new Set(),
    count: 0,
    text: 0,
  };
  const components = v2 ? list(value) : checkList(problems, path, value, 0, 5);
  for (const [index, each] of components.entries()) {
    checkComponent(walk, [...path, index], each, v2 ? TOP_OF_V2 : [ROW]);
  }
  if (v2 && walk.count > 40) {
    const message = `The maximum number of components in a message is 40, but ${walk.count} were specified`;
    problems.push({ path, code: 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED', message });
  }
  if (walk.text > 4000) {
    const message = 'The total size of all displayable text in all components exceeds the maximum size of 4000';
    problems.push({ path, code: 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED', message });
  }
}

/** Checks the modal that a callback opens. */
export function checkModal(data: Fields): Problem[] {
  const problems: Problem[] = [];
  const walk: Walk = {
    problems,
    modal: true,
    attachmentNames: [],
    customIds: new Set(),
    ids: new Set(),
    count: 0,
    text: 0,
  };
  checkText(problems, ['custom_id'], data['custom_id'], { min: 1, max: 100 });
  checkText(problems, ['title'], data['title'], { min: 1, max: 45 });
  for (const [index, each] of checkList(problems, ['components'], data['components'], 1, 5).entries()) {
    checkComponent(walk, ['components', index], each, [ROW, TEXT_DISPLAY, LABEL]);
  }
  return problems;
}

function checkComponent(walk: Walk, path: Path, value: unknown, allowed: readonly number[]): void {
  const { problems } = walk;
  const component = fields(value);
  const type = component['type'];
  if (typeof type !== 'number' || !allowed.includes(type)) {
    const message = `Value of field "type" must be one of (${allowed.join(', ')},).`;
    problems.push({ path: [...path, 'type'], code: 'UNION_TYPE_CHOICES', message });
    return;
  }
  walk.count += 1;
  checkWhole(problems, [...path, 'id'], component['id'], 0, 2 ** 31 - 1);
  const id = component['id'];
  if (typeof id === 'number' && id !== 0) {
    if (walk.ids.has(id)) {
      problems.push({
        path: [...path, 'id'],
        code: 'COMPONENT_ID_DUPLICATED',
        message: 'Component id cannot be duplicated',
      });
    }
    walk.ids.add(id);
  }
  if (type === ROW) checkRow(walk, path, component);
  else if (type === BUTTON) checkButton(walk, path, component);
  else if (type === TEXT_INPUT) checkTextInput(walk, path, component);
  else if (SELECTS.includes(type)) checkSelect(walk, path, component, type);
  else if (type === TEXT_DISPLAY) checkTextDisplay(walk, path, component);
  else if (type === SECTION) checkSection(walk, path, component);
  else if (type === CONTAINER) checkContainer(walk, path, component);
  else if (type === LABEL) checkLabel(walk, path, component);
  else if (type === SEPARATOR) checkWhole(problems, [...path, 'spacing'], component['spacing'], 1, 2);
  else if (type === THUMBNAIL) checkPicture(walk, path, component);
  else if (type === FILE) checkMedia(walk, [...path, 'file'], component['file'], ['attachment']);
  else if (type === GALLERY) {
    for (const [index, item] of checkList(problems, [...path, 'items'], component['items'], 1, 10).entries()) {
      checkPicture(walk, [...path, 'items', index], fields(item));
    }
  } else checkCustomId(walk, path, component);
}

function checkChildren(walk: Walk, path: Path, component: Fields, max: number, allowed: readonly number[]): void {
  const at = [...path, 'components'];
  for (const [index, child] of checkList(walk.problems, at, component['components'], 1, max).entries()) {
    checkComponent(walk, [...at, index], child, allowed);
  }
}

function checkRow(walk: Walk, path: Path, row: Fields): void {
  checkChildren(walk, path, row, 5, walk.modal ? [TEXT_INPUT] : [BUTTON, ...SELECTS]);
  const children = list(row['components']);
  const lonely = children.some((child) => fields(child)['type'] !== BUTTON);
  if (lonely && children.length > 1) {
    const message = 'The specified component exceeds the maximum width';
    walk.problems.push({ path: [...path, 'components', 1], code: 'COMPONENT_LAYOUT_WIDTH_EXCEEDED', message });
  }
}

function checkCustomId(walk: Walk, path: Path, component: Fields): void {
  const at = [...path, 'custom_id'];
  const customId = checkText(walk.problems, at, component['custom_id'], { min: 1, max: 100 });
  if (customId === '') return;
  if (walk.customIds.has(customId)) {
    walk.problems.push({
      path: at,
      code: 'COMPONENT_CUSTOM_ID_DUPLICATED',
      message: 'Component custom id cannot be duplicated',
    });
  }
  walk.customIds.add(customId);
}

function checkButton(walk: Walk, path: Path, button: Fields): void {
  const { problems } = walk;
  const style = button['style'];
  if (typeof style !== 'number' || !Number.isInteger(style) || style < 1 || style > 6) {
    problems.push({
      path: [...path, 'style'],
      code: 'BASE_TYPE_CHOICES',
      message: 'Value must be one of (1, 2, 3, 4, 5, 6).',
    });
    return;
  }
  const forbid = (name: string) => {
    if (button[name] === undefined || button[name] === null) return;
    const message = `A button of style ${style} cannot have a ${name}`;
    problems.push({ path: [...path, name], code: 'BUTTON_COMPONENT_INVALID_FIELD', message });
  };
  if (style === 6) {
    checkText(problems, [...path, 'sku_id'], button['sku_id'], { min: 1, max: 20 });
    for (const name of ['custom_id', 'label', 'url', 'emoji']) forbid(name);
    return;
  }
  forbid('sku_id');
  if (style === 5) {
    forbid('custom_id');
    if (typeof button['url'] !== 'string') {
      problems.push({ path: [...path, 'url'], code: 'BASE_TYPE_REQUIRED', message: 'A url is required' });
    } else checkUrl(problems, [...path, 'url'], button['url'], 512, ['http', 'https', 'discord']);
  } else {
    forbid('url');
    checkCustomId(walk, path, button);
  }
  const label = checkText(problems, [...path, 'label'], button['label'], { max: 80 });
  if (label.trim() === '' && !isFields(button['emoji'])) {
    problems.push({ path, code: 'BUTTON_COMPONENT_LABEL_REQUIRED', message: 'A label or an emoji is required' });
  }
  checkEmoji(problems, [...path, 'emoji'], button['emoji']);
}

function checkEmoji(problems: Problem[], path: Path, value: unknown): void {
  if (!isFields(value) || typeof value['id'] === 'string') return;
  const name = value['name'];
  // A text sign such as ⚠ is an emoji only with the variation selector behind it; Discord takes both.
  const known = typeof name === 'string' && [name, `${name}\uFE0F`].some((each) => /^\p{RGI_Emoji}$/v.test(each));
  if (!known) problems.push({ path: [...path, 'name'], code: 'COMPONENT_INVALID_EMOJI', message: 'Invalid emoji' });
}

function checkSelect(walk: Walk, path: Path, select: Fields, type: number): void {
  const { problems } = walk;
  checkCustomId(walk, path, select);
  checkText(problems, [...path, 'placeholder'], select['placeholder'], { max: 150 });
  checkWhole(problems, [...path, 'min_values'], select['min_values'], 0, 25);
  checkWhole(problems, [...path, 'max_values'], select['max_values'], 1, 25);
  const least = typeof select['min_values'] === 'number' ? select['min_values'] : 1;
  const most = typeof select['max_values'] === 'number' ? select['max_values'] : 1;
  if (least > most) {
    const message = 'The minimum number of values exceeds the maximum';
    problems.push({ path: [...path, 'min_values'], code: 'SELECT_COMPONENT_MIN_MAX_VALUES', message });
  }
  if (walk.modal && select['disabled'] === true) {
    problems.push({
      path: [...path, 'disabled'],
      code: 'MODAL_COMPONENT_DISABLED',
      message: 'A modal cannot have disabled components',
    });
  }
  if (type !== 3) {
    checkList(problems, [...path, 'default_values'], select['default_values'], 0, most);
    return;
  }
  const values = new Set<string>();
  let chosen = 0;
  const options = checkList(problems, [...path, 'options'], select['options'], 1, 25);
  for (const [index, each] of options.entries()) {
    const at = [...path, 'options', index];
    const option = fields(each);
    checkText(problems, [...at, 'label'], option['label'], { min: 1, max: 100 });
    checkText(problems, [...at, 'description'], option['description'], { max: 100 });
    const chosenValue = checkText(problems, [...at, 'value'], option['value'], { min: 1, max: 100 });
    if (values.has(chosenValue)) {
      const message = 'The specified option value is already used';
      problems.push({ path: [...at, 'value'], code: 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED', message });
    }
    values.add(chosenValue);
    checkEmoji(problems, [...at, 'emoji'], option['emoji']);
    if (option['default'] === true) chosen += 1;
  }
  if (options.length > 0 && most > options.length) {
    const message = `Must be between ${most} and 25 in length.`;
    problems.push({ path: [...path, 'options'], code: 'BASE_TYPE_BAD_LENGTH', message });
  }
  if (chosen > most) {
    const message = 'More options are chosen by default than may be chosen';
    problems.push({ path: [...path, 'options'], code: 'SELECT_COMPONENT_TOO_MANY_DEFAULT_VALUES', message });
  }
}

function checkTextDisplay(walk: Walk, path: Path, display: Fields): void {
  const at = [...path, 'content'];
  const content = checkText(walk.problems, at, display['content'], { min: 1, max: 4000 });
  if (content !== '' && content.trim() === '') {
    walk.problems.push({ path: at, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  }
  walk.text += lengthOf(content);
}

function checkSection(walk: Walk, path: Path, section: Fields): void {
  checkChildren(walk, path, section, 3, [TEXT_DISPLAY]);
  const at = [...path, 'accessory'];
  if (!isFields(section['accessory'])) {
    walk.problems.push({ path: at, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  } else checkComponent(walk, at, section['accessory'], [BUTTON, THUMBNAIL]);
}

function checkContainer(walk: Walk, path: Path, container: Fields): void {
  checkWhole(walk.problems, [...path, 'accent_color'], container['accent_color'], 0, 0xffffff);
  checkChildren(walk, path, container, 40, IN_CONTAINER);
}

function checkPicture(walk: Walk, path: Path, picture: Fields): void {
  checkMedia(walk, [...path, 'media'], picture['media'], ['http', 'https', 'attachment']);
  const { description } = picture;
  if (description !== undefined && description !== null) {
    checkText(walk.problems, [...path, 'description'], description, { min: 1, max: 1024 });
  }
}

function checkMedia(walk: Walk, path: Path, value: unknown, schemes: readonly string[]): void {
  const at = [...path, 'url'];
  const url = fields(value)['url'];
  if (typeof url !== 'string') {
    walk.problems.push({ path: at, code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
    return;
  }
  checkUrl(walk.problems, at, url, 2048, schemes);
  if (url.startsWith('attachment://') && !walk.attachmentNames.includes(url.slice('attachment://'.length))) {
    const message = 'The referenced attachment was not found';
    walk.problems.push({ path: at, code: 'UNFURLED_MEDIA_ITEM_REFERENCED_ATTACHMENT_NOT_FOUND', message });
  }
}

function checkLabel(walk: Walk, path: Path, label: Fields): void {
  const { problems } = walk;
  checkText(problems, [...path, 'label'], label['label'], { min: 1, max: 45 });
  checkText(problems, [...path, 'description'], label['description'], { max: 100 });
  const child = label['component'];
  if (!isFields(child)) {
    problems.push({ path: [...path, 'component'], code: 'BASE_TYPE_REQUIRED', message: 'This field is required' });
  } else checkComponent(walk, [...path, 'component'], child, IN_LABEL);
}

function checkTextInput(walk: Walk, path: Path, input: Fields): void {
  const { problems } = walk;
  checkCustomId(walk, path, input);
  if (input['style'] !== 1 && input['style'] !== 2) {
    problems.push({ path: [...path, 'style'], code: 'BASE_TYPE_CHOICES', message: 'Value must be one of (1, 2).' });
  }
  // Inside a Label the label is the Label's own; alone in a row the input must bring it.
  const inRow = path.at(-2) === 'components';
  checkText(problems, [...path, 'label'], input['label'], { min: inRow ? 1 : 0, max: 45 });
  checkText(problems, [...path, 'placeholder'], input['placeholder'], { max: 100 });
  checkText(problems, [...path, 'value'], input['value'], { max: 4000 });
  checkWhole(problems, [...path, 'min_length'], input['min_length'], 0, 4000);
  checkWhole(problems, [...path, 'max_length'], input['max_length'], 1, 4000);
}
