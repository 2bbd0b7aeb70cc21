// SPDX-FileCopyrightText: the Storycast authors
// SPDX-License-Identifier: Apache-2.0
package org.storycast.intake;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What does not belong to a story. Patterns are regular expressions that ignore the case of
 * letters; a list that is set replaces the default list.
 *
 * @param adverts what a whole paragraph must match to be dropped
 * @param phrases what is cut off where a paragraph begins or ends with it
 * @param selectors CSS selectors of elements that are dropped with all they hold
 */
@ConfigurationProperties("storycast.cleaning")
record CleaningProperties(
    @DefaultValue({
          "Get .{1,60} (stories|news) sent (directly )?to you!.*",
          "(Sign up|Subscribe) (via|to|for) (the|our)"
              + " (website|newsletter|channel|Telegram|Twitter|Facebook)\\b.{0,200}",
          "Most Recent Stories\\b.{0,40}",
          "View More\\s*»?",
          "(Read|See|Continue reading) (the )?(full|whole|more|rest)( of)?( the| this)?( post|"
              + " story| article)?( here)?\\s*[.…»→]*",
          "Continue reading\\b.{0,200}",
          "(Advertisement|Advertorial|Sponsored( content)?|Реклама|Жарнама)\\.?",
          "(Share|Tweet|Print|Email|Like)( this| on .{1,20})?:?",
          "\\[?\\s*(…|\\.\\.\\.|&hellip;)\\s*\\]?"
        })
        List<String> adverts,
    @DefaultValue({
          "The (post|article) .{1,400}? (first )?appeared( first)? on (?-i:([Tt]he"
              + " )?\\p{Lu}).{0,120}",
          "[^.!?]{1,80} provides news and information from [^.!?]{1,80} and around the world\\.",
          "Get [^.!?]{1,60} stories sent directly to you! Sign up .{1,200}!"
        })
        List<String> phrases,
    @DefaultValue({
          "script,style,iframe,object,embed,applet,form,button,input,select,textarea,template,svg,math,noscript,video,audio,canvas,link,meta,title,head,base,frameset,frame,xml",
          "[hidden],[aria-hidden=true]:not(img),.screen-reader-text",
          ".adsbygoogle,.advert,.advertisement,.ad-container,.ad-slot,.banner-ad,.sponsored",
          ".sharedaddy,.jp-relatedposts,.social-share,.share-buttons,.related-posts,.newsletter-signup,.post-tags,.addtoany_share_save_container",
          "nav,footer"
        })
        List<String> selectors) {

  CleaningProperties {
    adverts = List.copyOf(adverts);
    phrases = List.copyOf(phrases);
    selectors = List.copyOf(selectors);
  }
}
