// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.channel.x;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;
import org.storycast.channel.Account;
import org.storycast.channel.Costs;
import org.storycast.channel.InvalidAccountException;
import org.storycast.channel.Receipt;

/**
 * What X charges, in US dollars; the defaults are those of its price list since 2026-04-20
 * (docs.x.com, x-api/getting-started/pricing, read 2026-08). Refused requests are free.
 *
 * @param post for a post
 * @param postWithLink for a post in which X sees a link
 * @param altText for the description of a picture
 * @param read for each of the account's own posts that is read
 * @param delete for a deletion
 * @param user for a look at who the account is
 */
record XPrices(
    BigDecimal post,
    BigDecimal postWithLink,
    BigDecimal altText,
    BigDecimal read,
    BigDecimal delete,
    BigDecimal user) {

  /** As many of the account's own posts as there are, as a rule, since an attempt. */
  private static final BigDecimal POSTS_OF_A_LOOK = BigDecimal.TEN;

  static XPrices of(Account account) {
    return new XPrices(
        price(account, "price-post", "0.015"),
        price(account, "price-post-with-link", "0.20"),
        price(account, "price-alt-text", "0.005"),
        price(account, "price-read", "0.001"),
        price(account, "price-delete", "0.010"),
        price(account, "price-user", "0.010"));
  }

  private static BigDecimal price(Account account, String setting, String otherwise) {
    String text = account.setting(setting, otherwise);
    try {
      BigDecimal price = new BigDecimal(text);
      if (price.signum() >= 0 && price.compareTo(BigDecimal.valueOf(1000)) < 0) {
        return price;
      }
    } catch (NumberFormatException malformed) {
      // answered below, with the setting's name
    }
    throw new InvalidAccountException(
        "settings." + setting, "needs dollars such as 0.015, not \"" + text + "\"");
  }

  /**
   * The charges of a thread.
   *
   * @param texts of its posts
   * @param altTexts how many descriptions go before the first
   */
  List<Costs.Charge> charges(List<String> texts, long altTexts) {
    BigDecimal before = this.altText.multiply(BigDecimal.valueOf(altTexts));
    return IntStream.range(0, texts.size())
        .mapToObj(
            it ->
                new Costs.Charge(
                    XThread.step(it), (it == 0 ? before : BigDecimal.ZERO).add(of(texts.get(it)))))
        .toList();
  }

  private BigDecimal of(String text) {
    return XText.links(text).isEmpty() ? this.post : this.postWithLink;
  }

  BigDecimal look() {
    return this.read.multiply(POSTS_OF_A_LOOK);
  }

  /** Of reading every post of a publication once. */
  BigDecimal measuring(Receipt receipt) {
    return this.read.multiply(BigDecimal.valueOf(receipt.parts().size()));
  }

  /** Of deleting every post of a publication. */
  List<Costs.Charge> removing(Receipt receipt) {
    return receipt.parts().stream()
        .map(it -> new Costs.Charge(OwnPosts.removal(it.remoteId()), this.delete))
        .toList();
  }
}
