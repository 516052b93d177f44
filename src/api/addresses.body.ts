/** Addresses: what is said of where a member’s notices go. */
import { IsString, MaxLength } from 'class-validator';

export class AddressBody {
  /**
   * The Department e-mail address.
   * @example 'name@department.example'
   */
  @IsString()
  @MaxLength(254)
  address: string;
}
