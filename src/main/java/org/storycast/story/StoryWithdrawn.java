package org.storycast.story;

/**
 * The newsroom took a story back.
 *
 * @param story the story
 */
public record StoryWithdrawn(StoryId story) {}
