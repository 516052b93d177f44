/** The page at the door: what this is, and where to go on. */
import { readFileSync } from 'node:fs';
import { Controller, Get, Header } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import { ForAnyone } from './doors.js';

/** Read at the start, so that a page that was not shipped is found then and not by a visitor. */
const page = (name: string): string => readFileSync(new URL(`../web/${name}`, import.meta.url), 'utf8');

@ForAnyone()
@ApiExcludeController()
@Controller()
export class HomeController {
  readonly #home = page('home.html');
  readonly #style = page('home.css');

  @Get()
  @Header('content-type', 'text/html; charset=utf-8')
  home(): string {
    return this.#home;
  }

  @Get('home.css')
  @Header('content-type', 'text/css; charset=utf-8')
  style(): string {
    return this.#style;
  }
}
