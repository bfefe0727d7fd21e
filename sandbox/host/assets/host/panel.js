/** The right panel: one block per widget, its body hidden when it is drawn. */
define(['jquery', 'host/templates', 'host/page'], function ($, templates, page) {
  'use strict';

  var openDelayMs = 500;
  var opening = null;

  /** `render_template`: a block in the panel; a second call of the same widget replaces the first. */
  function add(widget, options, params) {
    var caption = options.caption || {};
    var body = options.body || '';
    var drawn = options.render ? templates.make(options.render).render(params || {}) : '';
    // Kommo runs the body through twig as well.
    var markup = (body ? templates.make(body).render(params || {}) : '') + drawn;
    var $block = $('<div class="card-widgets__widget"></div>')
      .addClass('card-widgets__widget-' + widget.code)
      .attr('data-widget-code', widget.code);
    var $caption = $(
      '<div class="js-widget-caption-block card-widgets__widget__caption" tabindex="0" role="button" aria-expanded="false"></div>',
    ).addClass(caption.class_name || '');
    $caption.append(
      $('<img class="card-widgets__widget__caption__logo" alt="">').attr(
        'src',
        widget.path.replace(/\/$/, '') + '/images/logo_medium.png',
      ),
    );
    $caption.append(
      $('<img class="card-widgets__widget__caption__logo_min" alt="">').attr(
        'src',
        widget.path.replace(/\/$/, '') + '/images/logo_min.png',
      ),
    );
    $caption.attr('aria-label', widget.title || widget.code);
    if (caption.html) $caption.append(caption.html);
    $caption.append(
      '<span class="card-widgets__widget__caption__arrow" aria-hidden="true"></span>',
    );
    $block.append(
      $caption,
      $('<div class="card-widgets__widget__body" style="display:none"></div>').html(markup),
    );
    var $known = find(widget.code);
    var wasOpen = $known.hasClass('js-body-hide');
    if ($known.length > 0) $known.replaceWith($block);
    else $('#nano-card-widgets > .card-widgets__elements').append($block);
    if (wasOpen) toggle($block, true);
    else openFirst();
    return $block;
  }

  function find(code) {
    return $('.card-widgets__widget').filter(function () {
      return $(this).attr('data-widget-code') === code;
    });
  }

  /** `js-body-hide` means OPEN in Kommo's own markup. */
  function toggle($block, isOpen) {
    $block.toggleClass('js-body-hide', isOpen);
    $block.children('.card-widgets__widget__body').css('display', isOpen ? 'block' : 'none');
    $block.children('.card-widgets__widget__caption').attr('aria-expanded', String(isOpen));
  }

  /** The first widget opens by itself about half a second later, if the panel is open. */
  function openFirst() {
    clearTimeout(opening);
    opening = setTimeout(function () {
      var $blocks = $('.card-widgets__widget');
      if (
        $('#widgets_block').hasClass('js-widgets-active') &&
        $blocks.filter('.js-body-hide').length === 0
      )
        toggle($blocks.first(), true);
    }, openDelayMs);
  }

  function listen() {
    $(document).on('click.panel', '.js-widget-caption-block', function () {
      var $block = $(this).parent();
      toggle($block, !$block.hasClass('js-body-hide'));
    });
    $(document).on('keydown.panel', '.js-widget-caption-block', function (event) {
      if (event.which !== 13 && event.which !== 32) return;
      event.preventDefault();
      $(this).trigger('click');
    });
    $(document).on('click.panel', '.js-card-widgets-on-off', function () {
      var isOpen = !$('#widgets_block').hasClass('js-widgets-active');
      $('#widgets_block, #card_holder').toggleClass('js-widgets-active', isOpen);
      localStorage.setItem(page.boot().view.entity + '_crd_wdgt', isOpen ? 'open' : 'closed');
      $(document).trigger('toggleWidgetPanel', [isOpen]);
      if (isOpen) openFirst();
    });
  }

  function remove(code) {
    find(code).remove();
  }

  return { add: add, find: find, remove: remove, listen: listen };
});
